;;; What an author does in Emacs, with eglot: sees findings, fixes them, renames an id, formats.  -*- lexical-binding: t -*-
;; The environment: SETTINGS, those of CONTRIBUTING.md, and LESSON, a file to edit. Prints what it found as JSON.

(require 'json)

(defun wait (what test)
  "Wait until TEST returns true, at most 30 seconds. WHAT names it."
  (let ((end (time-add nil 30)))
    (while (not (funcall test))
      (when (time-less-p end nil)
        (error "%s: nothing happened" what))
      (accept-process-output nil 0.05))))

(defun codes ()
  "The rules of the findings that are shown."
  (mapcar (lambda (one) (plist-get (alist-get 'eglot-lsp-diag (flymake-diagnostic-data one)) :code))
          (flymake-diagnostics)))

(defun edit ()
  "Open the lesson as a user does; there is no command loop that would run the hook."
  (find-file (getenv "LESSON"))
  (run-hooks 'post-command-hook)
  (wait "the server" #'eglot-current-server)
  (flymake-start))

(defun main ()
  "Do it, and return an alist to print."
  (edit)
  (wait "findings" (lambda () (flymake-diagnostics)))
  (let ((before (codes)))
    (eglot-code-actions (point-min) (point-max) "source.fixAll.satchel" t)
    (save-buffer) ; idle timers, which send changes, do not run here
    (wait "the fix" (lambda () (not (flymake-diagnostics))))
    (goto-char (point-min))
    (search-forward "id=\"c-red")
    (cl-letf (((symbol-function 'y-or-n-p) #'always)) ; whether to edit other files
      (eglot-rename "c-crimson"))
    (eglot-format-buffer)
    `((before . ,(vconcat before))
      (text . ,(buffer-string))
      (other . ,(with-current-buffer "blue.xml" (buffer-string))))))

(let ((inhibit-message t)
      (create-lockfiles nil)
      (make-backup-files nil))
  (require 'package)
  (package-initialize)
  (load (getenv "SETTINGS") nil t)
  (let ((said (condition-case problem (main) (error `((problem . ,(error-message-string problem)))))))
    (princ (json-encode said))
    (ignore-errors (eglot-shutdown-all))
    (kill-emacs 0)))
