"""What offices get wrong and attackers send, through the outermost door: page and command.

Each case says what the reader is told, in both languages, and that nothing was written.
"""
