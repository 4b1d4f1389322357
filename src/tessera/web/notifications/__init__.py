"""What a person is told of, and which mails they want."""
