"""Other machines that take part in the work (docs/developers/scale.md).

cluster.py           a cluster of Dask that the work is handed to
item_process.py      the process that works for a worker of it
address.py           files at an address that fsspec reaches
shared_store.py      a store that machines share, at an address
"""
