-- What an author does in Neovim, by its own client: sees findings, fixes one, renames an id, formats. It runs after the
-- lesson was opened, with the settings of CONTRIBUTING.md. Prints what it found as JSON.
local function wait(what, test)
	assert(vim.wait(30000, test, 20), what .. ": nothing happened")
end

local function request(method, params)
	for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 30000)) do
		assert(not answer.err, vim.inspect(answer.err))
		return answer.result
	end
	error(method .. ": no answer")
end

-- Neovim 0.10 and newer have vim.lsp.get_clients.
local function attached()
	local _, client = next(vim.lsp.get_clients and vim.lsp.get_clients({ bufnr = 0 }) or vim.lsp.buf_get_clients(0))
	return client
end

local function codes()
	return vim.tbl_map(function(one)
		return one.code or (one.user_data and one.user_data.lsp and one.user_data.lsp.code)
	end, vim.diagnostic.get(0))
end

local function main()
	wait("the server", attached)
	local client = attached()
	local buffer = vim.api.nvim_get_current_buf()
	wait("findings", function()
		return vim.tbl_contains(codes(), "medical/naked-decimal")
	end)
	local before = codes()

	local params = vim.lsp.util.make_given_range_params({ 1, 0 }, { vim.fn.line("$"), 0 }, buffer)
	params.context = { diagnostics = {}, only = { "source.fixAll" } }
	local actions = request("textDocument/codeAction", params)
	vim.lsp.util.apply_workspace_edit(actions[1].edit, client.offset_encoding)
	wait("the fix", function()
		return not vim.tbl_contains(codes(), "medical/naked-decimal")
	end)

	vim.fn.search([[id="\zsc-red]])
	params = vim.lsp.util.make_position_params(0, client.offset_encoding)
	params.newName = "c-crimson"
	vim.lsp.util.apply_workspace_edit(request("textDocument/rename", params), client.offset_encoding)

	params = vim.lsp.util.make_formatting_params()
	vim.lsp.util.apply_text_edits(request("textDocument/formatting", params), buffer, client.offset_encoding)
	local function text(number)
		return table.concat(vim.api.nvim_buf_get_lines(number, 0, -1, false), "\n") .. "\n"
	end
	local other = text(vim.fn.bufnr("blue.xml"))
	io.stdout:write(vim.fn.json_encode({ before = before, text = text(buffer), other = other }))
	client.stop()
end

local good, problem = pcall(main)
if not good then
	io.stdout:write(vim.fn.json_encode({ problem = tostring(problem) }))
end
vim.cmd("qall!")
