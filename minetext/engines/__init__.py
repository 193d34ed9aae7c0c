"""How batches are run: on this machine, in one process or several."""
