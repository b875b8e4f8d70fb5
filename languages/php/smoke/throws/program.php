<?php
function pick($items) {
    return intdiv($items[0], $items[0] - 1);
}

if (pick([1, 2, 3]) !== 3) { throw new Exception("Test failed!"); }
