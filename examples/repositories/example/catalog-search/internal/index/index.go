// Package index finds products by their words.
package index

import (
	"encoding/json"
	"os"
	"strings"
)

type Product struct {
	Name  string  `json:"name"`
	Price float64 `json:"price"`
}

type Index struct {
	products []Product
	byWord   map[string][]int
}

func Load(path string) (*Index, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var products []Product
	if err := json.Unmarshal(content, &products); err != nil {
		return nil, err
	}
	return New(products), nil
}

func New(products []Product) *Index {
	byWord := map[string][]int{}
	for i, product := range products {
		for _, word := range strings.Fields(strings.ToLower(product.Name)) {
			byWord[word] = append(byWord[word], i)
		}
	}
	return &Index{products: products, byWord: byWord}
}

func (index *Index) Len() int {
	return len(index.products)
}

// Find returns the products whose names have all words of the query.
func (index *Index) Find(query string, limit int) []Product {
	matches := map[int]int{}
	words := strings.Fields(strings.ToLower(query))
	for _, word := range words {
		for _, i := range index.byWord[word] {
			matches[i]++
		}
	}
	found := []Product{}
	for i, product := range index.products {
		if matches[i] == len(words) && len(found) < limit {
			found = append(found, product)
		}
	}
	return found
}
