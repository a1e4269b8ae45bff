package main

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"os"

	"example.com/catalog-search/internal/index"
)

func main() {
	logger := slog.New(slog.NewJSONHandler(os.Stdout, nil))
	path := os.Getenv("PRODUCTS_FILE")
	if path == "" {
		path = "products.json"
	}
	products, err := index.Load(path)
	if err != nil {
		logger.Error("the products could not be read", "path", path, "error", err)
		os.Exit(1)
	}
	address := os.Getenv("ADDRESS")
	if address == "" {
		address = ":8080"
	}
	logger.Info("listening", "address", address, "products", products.Len())
	if err := http.ListenAndServe(address, recovered(logger, routes(products))); err != nil {
		logger.Error("stopped", "error", err)
		os.Exit(1)
	}
}

func routes(products *index.Index) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNoContent)
	})
	mux.HandleFunc("GET /search", func(w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query().Get("q")
		if query == "" {
			http.Error(w, "q is missing", http.StatusBadRequest)
			return
		}
		w.Header().Set("content-type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{"hits": products.Find(query, 20)})
	})
	return mux
}

// recovered answers 500 when a handler panics, and keeps serving.
func recovered(logger *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if reason := recover(); reason != nil {
				logger.Error("request failed", "path", r.URL.Path, "reason", reason)
				http.Error(w, "something went wrong", http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}
