import fc from 'fast-check';

// A run of CI judges a change: it draws the same values every time, so that what is red there is red anywhere. Whoever runs the
// tests elsewhere draws new ones each time, and finds what nobody thought of.
if (process.env.CI) fc.configureGlobal({ seed: 20261122 });
