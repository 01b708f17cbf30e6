"""The local chat: a page on loopback where one machine can play every person of the office."""
