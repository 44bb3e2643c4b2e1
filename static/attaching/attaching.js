// Recording, drawing and playing. Only the pages that need it ask for it.
import './drawing.js';
import './hearing.js';
import './voice.js';
