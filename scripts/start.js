/**
 * `npm start`: the demo; `npm start -- URL`, or another command line, is what twiml-debug does with it. Options alone are
 * the demo's. Plain JavaScript, since it runs on whatever Node there is.
 */
const [first] = process.argv.slice(2);
if (first === undefined || (first.startsWith('-') && first !== '-')) process.argv.splice(2, 0, 'demo');
await import('../dist/twiml-debug.js');
