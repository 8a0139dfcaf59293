"""The program as tools for language models: the Model Context Protocol over standard input and output.

`tools` says what there is, `work` does it in a process of its own, `server` speaks the protocol with the official SDK, an optional extra.
"""
