"""What must be true. Each module is one topic; each function is one rule, which yields a sentence for each breach."""
