<?php
function count_down($n) {
    while ($n !== 1) {
        $n = $n * 2 % 7;
    }
    return $n;
}

if (count_down(0) !== 1) { throw new Exception("Test failed!"); }
