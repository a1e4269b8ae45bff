export * from './exemptionEvents';
export * from './exemptions';
export * from './attestationEvents';
export * from './attestations';
