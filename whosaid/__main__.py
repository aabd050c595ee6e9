"""``python -m whosaid`` is ``whosaid``."""

import sys

from whosaid.cli import main

if __name__ == "__main__":
    sys.exit(main())
