"""Headquarters: takes in what the sites send, without ever being able to read a visitor."""
