"""
The bytes of attachments on any fsspec filesystem: content-addressed, streamed both ways in bounded memory (L9).

A store of any backend keeps them under one root, marked with the store's id. fsspec itself is loaded only when a root
that is not on local disk is opened.
"""

from multibuh_backends.blobs.blobs import BlobProblem, Blobs
from multibuh_backends.blobs.verified_stream import VerifiedStream

__all__ = ["BlobProblem", "Blobs", "VerifiedStream"]
