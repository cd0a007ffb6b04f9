"""What is done to the servers and to what they stand on."""
