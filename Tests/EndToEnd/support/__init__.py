"""What the end-to-end tests share: the programs they start, the client they speak through, the data they send."""
