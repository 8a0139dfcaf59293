"""The runtime of the trained models: a folder of weights in, numbers about one text out, each a function of that text alone."""
