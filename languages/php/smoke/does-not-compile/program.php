<?php
function add($a, $b) {
    return $a + ;
}

if (add(2, 3) !== 5) { throw new Exception("Test failed!"); }
