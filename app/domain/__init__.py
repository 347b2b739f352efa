"""What a school is: records, kinds of value, the academic year. No Qt, no sessions, no user files."""
