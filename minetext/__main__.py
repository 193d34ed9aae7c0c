"""`python -m minetext`."""

from minetext.cli import main

if __name__ == "__main__":
    main()
