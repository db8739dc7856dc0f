"""One file a law, or a part of one; tests of one promise each."""
