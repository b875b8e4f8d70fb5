#lang racket

(define (pick items)
  (list-ref items (length items)))

(require rackunit)

(define (test-humaneval)
  (let ((candidate pick))
    (check-within (candidate (list 1 2 3)) 3 0.001)))

(test-humaneval)
