"""The fixtures of these tests: a real S3."""

from tests.servers.seaweedfs import bucket, seaweedfs

__all__ = ["bucket", "seaweedfs"]
