/** Rules as teams write them: some name their service by a label, some only in their query. */
export const rules = `
groups:
  - name: budgets
    rules:
      - record: app:error_budget:remaining_ratio
        expr: |
          1 - (sum by (app) (requests_total{code="500"}) / sum by (app) (requests_total)) / 0.01
  - name: orders
    rules:
      - alert: OrdersFail
        expr: sum(rate(requests_total{app="orders",code="500"}[5m])) > 0.05
        labels: { severity: critical, team: shop }
        annotations: { runbook_url: 'https://example.com/runbook' }
      - alert: OrdersBurn
        expr: |
          app:error_budget:burn_rate1h{app=~"orders|payments"} > 14.4
            and app:error_budget:burn_rate5m{app=~"orders|payments"} > 14.4
        labels: { severity: critical, team: shop }
      - record: app:request_errors:ratio_rate5m
        expr: sum by (app) (rate(requests_total{app="orders",code=~"5.."}[5m])) / sum by (app) (rate(requests_total{app="orders"}[5m]))
  - name: search
    rules:
      - alert: SearchAnswers
        expr: requests_total{app="search"} and requests_total{app!="orders"}
        labels: { app: search }
`;

/** As many rules as a large company has. */
export function manyRules(count: number): string {
  const all = Array.from(
    { length: count },
    (_, index) =>
      `      - { record: 'other:${index}', expr: 'sum(requests_total{app="other-${index}",code="500"})' }`,
  );
  return `${rules}  - name: others\n    rules:\n${all.join('\n')}\n`;
}
