#lang racket

(define line (make-string 50000 #\f))
(let flow ()
  (displayln line)
  (flow))
