"""`python -m multibuh_cli`."""

from __future__ import annotations

import sys

from multibuh_cli.app import main

__all__: list[str] = []

if __name__ == "__main__":
    sys.exit(main())
