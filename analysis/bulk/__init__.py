"""Many documents: cache, processes, cluster, export."""
