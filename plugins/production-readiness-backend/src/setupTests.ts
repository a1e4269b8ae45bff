// Whole services are started, on machines that do other work at the same time.
jest.setTimeout(60_000);
