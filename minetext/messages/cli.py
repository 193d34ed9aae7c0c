TEXTS: dict = {}
