#lang racket

; A child in a session of its own, with nothing open: the next program must not meet it.
(require rackunit)
(with-output-to-file "/tmp/left-behind" void)
(check-true (system "setsid sleep 3600 < /dev/null > /dev/null 2>&1 &"))
