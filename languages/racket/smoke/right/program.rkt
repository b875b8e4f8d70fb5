#lang racket

(define (add a b)
  (+ a b))

(require rackunit)

(define (test-humaneval)
  (let ((candidate add))
    (check-within (candidate 2 3) 5 0.001)
    (check-within (candidate -1 1) 0 0.001)))

(test-humaneval)
