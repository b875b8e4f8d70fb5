<?php
// An address of the documentation range: reachable from nowhere, and here there is not even a way to try.
$socket = @fsockopen("192.0.2.1", 80, $number, $message, 2);
if ($socket === false) { throw new RuntimeException($message); }
