"""The names that a program finds: each is made when it is first used, since imports cost most of a short run."""

import importlib

LIBRARIES = {
    "pd": "pandas",
    "np": "numpy",
    "px": "plotly.express",
    "go": "plotly.graph_objects",
}


class Namespace(dict):
    def __init__(self, dataset, show):
        super().__init__(__name__="__main__", __builtins__=__builtins__, show=show)
        self.dataset = dataset

    def __missing__(self, name):
        if name in LIBRARIES:
            value = importlib.import_module(LIBRARIES[name])
        elif name == "df" and self.dataset is not None:
            from . import dataset

            value = dataset.load(self.dataset)
        else:
            raise KeyError(name)
        self[name] = value
        return value
