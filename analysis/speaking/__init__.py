"""Who a source is, and one utterance in several articles."""
