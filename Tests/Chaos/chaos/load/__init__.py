"""What people do while the servers fail: each module one kind of request."""
