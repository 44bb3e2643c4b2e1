// Makes pages quicker and kinder. Every page works without it.
import './behaviours/arriving.js';
import './behaviours/copying.js';
import './behaviours/folding.js';
import './behaviours/printing.js';
import './behaviours/returning.js';
import './behaviours/saving.js';
import './behaviours/starters.js';
import './behaviours/submitting.js';
import './offline/drafting.js';
import './offline/installing.js';
import './offline/kept.js';
import './offline/registering.js';
import './offline/signing-out.js';
import './offline/waiting.js';
