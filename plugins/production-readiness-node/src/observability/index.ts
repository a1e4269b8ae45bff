export * from './prometheusRuleFact';
