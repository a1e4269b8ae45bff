module example.com/catalog-search

go 1.24
