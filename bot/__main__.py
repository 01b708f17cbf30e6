"""`python -m bot` is `dondoc`."""

from bot.command import main

if __name__ == "__main__":
    main()
