"""Stores that released versions made, kept to be read by later ones."""
