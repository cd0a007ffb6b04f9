"""How the data set becomes `df`: the same way for the profile and for every program."""

# UTF-8 is read with or without a byte order mark.
READ_AS = {"utf-8": "utf-8-sig"}


def load(dataset):
    import pandas

    encoding = dataset["encoding"].lower()
    return pandas.read_csv(
        dataset["path"], encoding=READ_AS.get(encoding, encoding), sep=dataset["delimiter"], low_memory=False
    )
