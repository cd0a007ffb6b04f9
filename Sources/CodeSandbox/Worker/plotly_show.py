"""Makes `figure.show()` mean `show(figure)`: without a browser, Plotly's own would fail."""

import importlib.abc
import importlib.machinery
import sys

MODULE = "plotly.basedatatypes"


def redirect(show):
    sys.meta_path.insert(0, AfterImport(show))


class AfterImport(importlib.abc.MetaPathFinder):
    def __init__(self, show):
        self.show = show

    def find_spec(self, name, path, target=None):
        if name != MODULE:
            return None
        sys.meta_path.remove(self)
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = Loader(spec.loader, self.show)
        return spec


class Loader(importlib.abc.Loader):
    def __init__(self, loader, show):
        self.loader = loader
        self.show = show

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        self.loader.exec_module(module)
        show = self.show
        module.BaseFigure.show = lambda figure, *_, **__: show(figure)
