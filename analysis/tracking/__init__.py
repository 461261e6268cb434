"""The same commitment across articles and dates."""
