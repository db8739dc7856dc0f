"""Objects under keys, each whole or absent: a folder or a bucket, as the commit log needs it."""

from multibuh_backends.files.objects.objects import Creation, Objects

__all__ = ["Creation", "Objects"]
