"""The tests of the attachments' bytes: what only a filesystem can break."""
