"""vidx: what every stage of the pipeline shares — contracts, ports and the adapters behind them."""
