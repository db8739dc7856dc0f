"""Tests of imports: tables to a plan, and a plan to one commit."""
