<?php
function add($a, $b) {
    return $a + $b;
}

if (add(2, 3) !== 5) { throw new Exception("Test failed!"); }
if (add(-1, 1) !== 0) { throw new Exception("Test failed!"); }
