"""The two pages behind signed links: one gives a file, one takes a file. They say nothing of whose or what it is."""
